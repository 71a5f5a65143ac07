using Reprise.Benchmarks.Data;

namespace Reprise.Benchmarks.Programs;

/// <summary>A .NET program that does nothing, published the same way: what starting costs before any work.</summary>
internal static class EmptyProgram
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <InvariantGlobalization>true</InvariantGlobalization>
            <TieredPGO>false</TieredPGO>
            <ConcurrentGarbageCollection>false</ConcurrentGarbageCollection>
          </PropertyGroup>
        </Project>
        """;

    public static string Publish(Workplace workplace)
    {
        // Outside the repository, so that none of its settings holds for it.
        string folder = workplace.NewFolder();
        File.WriteAllText(Path.Combine(folder, "empty.csproj"), Project);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), "return 0;\n");
        return PublishedProgram.Publish(Path.Combine(folder, "empty.csproj"), "empty", workplace);
    }
}

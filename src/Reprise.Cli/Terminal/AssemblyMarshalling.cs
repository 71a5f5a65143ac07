// Lets the calls into the system be compiled before the program runs; without, they alone would start the compiler.
[assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]

package dev.muzon.speech.worker;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** A library of C, loaded for the life of the process. */
final class NativeLibrary {
    private static final long MOST_TEXT = 1 << 20;

    private final SymbolLookup symbols;

    NativeLibrary(Path file) {
        this(SymbolLookup.libraryLookup(file, Arena.global()));
    }

    private NativeLibrary(SymbolLookup symbols) {
        this.symbols = symbols;
    }

    /** Returns the C library of the process itself. */
    static NativeLibrary ofC() {
        return new NativeLibrary(Linker.nativeLinker().defaultLookup());
    }

    /** A function of the library. */
    record Function(String name, MethodHandle handle) {
        /** Calls it. Errors of the JVM pass, and nothing else can be thrown by C. */
        Object call(Object... arguments) {
            try {
                return handle.invokeWithArguments(arguments);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(name + " failed", e);
            }
        }

        int number(Object... arguments) {
            return (int) call(arguments);
        }

        MemorySegment pointer(Object... arguments) {
            return (MemorySegment) call(arguments);
        }

        String text(Object... arguments) {
            MemorySegment text = pointer(arguments);
            return text.equals(MemorySegment.NULL)
                    ? ""
                    : text.reinterpret(MOST_TEXT).getString(0);
        }
    }

    Function function(String name, MemoryLayout result, MemoryLayout... arguments) {
        return function(name, FunctionDescriptor.of(result, arguments));
    }

    Function procedure(String name, MemoryLayout... arguments) {
        return function(name, FunctionDescriptor.ofVoid(arguments));
    }

    private Function function(String name, FunctionDescriptor descriptor) {
        MemorySegment address =
                symbols.find(name).orElseThrow(() -> new UnsatisfiedLinkError("the library has no function " + name));
        return new Function(name, Linker.nativeLinker().downcallHandle(address, descriptor));
    }

    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;
    static final ValueLayout POINTER = ValueLayout.ADDRESS;
}

package dev.muzon.sandbox.mtproto;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;

/** The four functions of libtdjson that tests need. {@link #receive} is for one thread only. */
final class TdJson {
    private static final Linker LINKER = Linker.nativeLinker();

    private final MethodHandle createClient;
    private final MethodHandle send;
    private final MethodHandle receive;

    /** Loads the library. It stays loaded, because unloading it while its threads run would crash. */
    TdJson(Path library) {
        SymbolLookup symbols = SymbolLookup.libraryLookup(library, Arena.global());
        createClient = handle(symbols, "td_create_client_id", FunctionDescriptor.of(JAVA_INT));
        send = handle(symbols, "td_send", FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS));
        receive = handle(symbols, "td_receive", FunctionDescriptor.of(ADDRESS, JAVA_DOUBLE));
        MethodHandle execute = handle(symbols, "td_execute", FunctionDescriptor.of(ADDRESS, ADDRESS));
        call(() -> {
            try (Arena arena = Arena.ofConfined()) {
                String quiet = "{\"@type\":\"setLogVerbosityLevel\",\"new_verbosity_level\":1}";
                return (MemorySegment) execute.invokeExact(arena.allocateFrom(quiet));
            }
        });
    }

    int createClient() {
        return call(() -> (int) createClient.invokeExact());
    }

    void send(int client, String request) {
        call(() -> {
            try (Arena arena = Arena.ofConfined()) {
                send.invokeExact(client, arena.allocateFrom(request));
                return true;
            }
        });
    }

    Optional<String> receive(double seconds) {
        MemorySegment text = call(() -> (MemorySegment) receive.invokeExact(seconds));
        return text.equals(MemorySegment.NULL)
                ? Optional.empty()
                : Optional.of(text.reinterpret(Long.MAX_VALUE).getString(0));
    }

    private static MethodHandle handle(SymbolLookup symbols, String name, FunctionDescriptor shape) {
        return LINKER.downcallHandle(symbols.find(name).orElseThrow(), shape);
    }

    private interface NativeCall<T> {
        T invoke() throws Throwable;
    }

    private static <T> T call(NativeCall<T> call) {
        try {
            return call.invoke();
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}

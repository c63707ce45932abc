package dev.muzon.assistant.tdlib;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The five functions of {@code libtdjson}. Any library that exports them will do, such as TDLib's build or TDLight's.
 * Thread-safe except {@link #receive}, which one thread at a time may call.
 */
final class TdJson {
    private static final double NANOS = 1e9;

    private final MethodHandle createClientId;
    private final MethodHandle send;
    private final MethodHandle receive;
    private final MethodHandle execute;
    private final MethodHandle setLogMessageCallback;

    private TdJson(SymbolLookup library) {
        Linker linker = Linker.nativeLinker();
        createClientId = linker.downcallHandle(
                find(library, "td_create_client_id"), FunctionDescriptor.of(ValueLayout.JAVA_INT));
        send = linker.downcallHandle(
                find(library, "td_send"), FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        receive = linker.downcallHandle(
                find(library, "td_receive"), FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_DOUBLE));
        execute = linker.downcallHandle(
                find(library, "td_execute"), FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
        setLogMessageCallback = linker.downcallHandle(
                find(library, "td_set_log_message_callback"),
                FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    }

    /**
     * Loads the library for the life of the process.
     *
     * @throws dev.muzon.protocol.failure.FailureException critical {@code native.missing}
     */
    static TdJson load(Path library) {
        try {
            return new TdJson(SymbolLookup.libraryLookup(library, Arena.global()));
        } catch (IllegalArgumentException e) {
            throw Failure.of(FailureCode.NATIVE_MISSING, "libtdjson cannot be loaded from " + library)
                    .causedBy(e);
        }
    }

    private static MemorySegment find(SymbolLookup library, String function) {
        return library.find(function)
                .orElseThrow(() -> Failure.of(
                                FailureCode.NATIVE_MISSING, "the library is not libtdjson: it lacks " + function)
                        .asException());
    }

    int createClient() {
        try {
            return (int) createClientId.invokeExact();
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Queues a request. Its answer comes through {@link #receive}. */
    void send(int client, String request) {
        try (Arena arena = Arena.ofConfined()) {
            send.invokeExact(client, arena.allocateFrom(request));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /**
     * Waits for a message.
     *
     * @return the next answer or update of any client, or null when there was none, maybe before the timeout
     */
    @Nullable String receive(Duration timeout) {
        try {
            return string((MemorySegment) receive.invokeExact(timeout.toNanos() / NANOS));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Runs one of the few requests that need no client, such as the log settings. */
    @Nullable String execute(String request) {
        try (Arena arena = Arena.ofConfined()) {
            return string((MemorySegment) execute.invokeExact(arena.allocateFrom(request)));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /**
     * Hands over what the library logs, on its own threads.
     *
     * @param level the most talkative level to hand over: 0 fatal, 1 error, 2 warning
     */
    void logTo(int level, TdLog target) {
        try {
            MemorySegment callback = Linker.nativeLinker()
                    .upcallStub(
                            TdLog.HANDLER.bindTo(target),
                            FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT, ValueLayout.ADDRESS),
                            Arena.global());
            setLogMessageCallback.invokeExact(level, callback);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Copies a text at once, because TDLib keeps it only until the next call of the same thread. */
    static @Nullable String string(MemorySegment text) {
        return text.equals(MemorySegment.NULL)
                ? null
                : text.reinterpret(Long.MAX_VALUE).getString(0);
    }

    private static IllegalStateException unexpected(Throwable e) {
        return new IllegalStateException("libtdjson cannot be called", e);
    }
}

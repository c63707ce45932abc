package dev.muzon.runtime.drain;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handler of Ctrl+C. The first one drains and exits, the second one ends the process where it stands. The JVM by
 * itself ignores every further signal once it has begun to shut down.
 */
final class Interrupts {
    private static final Logger log = LoggerFactory.getLogger(Interrupts.class);

    /** 128 + SIGINT, as shells report it. */
    private static final int EXIT_CODE = 130;

    private final AtomicBoolean leaving = new AtomicBoolean();

    /**
     * Installs the handler. It is found by name because {@code sun.misc.Signal}, the JDK's only way, is supported but
     * warned about.
     */
    void listen() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours =
                    Proxy.newProxyInstance(Interrupts.class.getClassLoader(), new Class<?>[] {handler}, (_, _, _) -> {
                        interrupted();
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("INT"), ours);
        } catch (ReflectiveOperationException e) {
            log.info("Second Ctrl+C will not end the process: this JVM keeps SIGINT for itself", e);
        }
    }

    private void interrupted() {
        if (leaving.compareAndSet(false, true)) {
            System.exit(EXIT_CODE);
        } else {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }
}

package dev.muzon.standalone.process;

import java.lang.reflect.Proxy;

/**
 * Handlers of signals. {@code sun.misc.Signal} is the JDK's only way to tell a second Ctrl+C from the first (a shutdown
 * hook runs once). It is supported but warned about, so it is reached by name, here and nowhere else.
 */
public final class Signals {
    private Signals() {}

    /**
     * Runs the action at every such signal instead of what the JVM does with it.
     *
     * @param name without SIG, e.g. {@code INT}
     */
    public static void on(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object calls =
                    Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, (_, _, _) -> {
                        action.run();
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), calls);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK does not let us hear SIG" + name, e);
        }
    }
}

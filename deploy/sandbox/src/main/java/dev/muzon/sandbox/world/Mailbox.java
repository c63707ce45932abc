package dev.muzon.sandbox.world;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The waiting events of one listener: a slow listener delays only itself. */
final class Mailbox implements Subscription {
    private static final Logger log = LoggerFactory.getLogger(Mailbox.class);

    private final WorldListener listener;
    private final Consumer<Mailbox> onClose;
    private final BlockingQueue<WorldEvent> events = new LinkedBlockingQueue<>();
    private final Thread reader;

    Mailbox(WorldListener listener, Consumer<Mailbox> onClose) {
        this.listener = listener;
        this.onClose = onClose;
        this.reader = Thread.ofVirtual().name("world-listener").unstarted(this::read);
    }

    void start() {
        reader.start();
    }

    void put(WorldEvent event) {
        events.add(event);
    }

    private void read() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                listener.on(events.take());
            } catch (InterruptedException e) {
                return;
            } catch (Throwable e) { // also an Error: the listener would hear nothing for good
                log.warn("Listener of the world failed; it goes on with the next event", e);
            }
        }
    }

    @Override
    public void close() {
        onClose.accept(this);
        reader.interrupt();
    }
}

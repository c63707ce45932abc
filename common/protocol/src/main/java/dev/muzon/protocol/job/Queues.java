package dev.muzon.protocol.job;

/** The queues by the service that works them off. */
public final class Queues {
    public static final String EXTRACTOR = "extractor";
    public static final String PLAYER = "player";
    public static final String GATEWAY = "gateway";

    private Queues() {}
}

package dev.muzon.sandbox.world;

/** The world refused; it is as it was before the call. */
public final class WorldException extends RuntimeException {
    private final Refusal refusal;

    public WorldException(Refusal refusal) {
        super(refusal.name(), null, false, false);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}

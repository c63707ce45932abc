package dev.muzon.sandbox.world;

import org.jspecify.annotations.Nullable;

/** A refusal by the world, which is as it was before the call. */
public final class WorldException extends RuntimeException {
    private final Refusal refusal;

    @Nullable private final ChatKind where;

    public WorldException(Refusal refusal) {
        this(refusal, null);
    }

    /**
     * Makes a refusal.
     *
     * @param where the kind of the chat that refused. Null when no chat did
     */
    public WorldException(Refusal refusal, @Nullable ChatKind where) {
        super(refusal.name(), null, false, false);
        this.refusal = refusal;
        this.where = where;
    }

    public Refusal refusal() {
        return refusal;
    }

    /** Returns the kind of the chat that refused. Null when no chat did. */
    @Nullable public ChatKind where() {
        return where;
    }
}

package dev.muzon.gateway.bot.update;

/** The moment at which the update that a thread works on arrived in this process. */
final class Arrival {
    private static final ScopedValue<Long> NANOS = ScopedValue.newInstance();

    private Arrival() {}

    /**
     * Works on an update.
     *
     * @param nanos when it arrived, by the ticker
     */
    static <T> T at(long nanos, ScopedValue.CallableOp<T, RuntimeException> work) {
        return ScopedValue.where(NANOS, nanos).call(work);
    }

    /** Returns when the update at work arrived, by the ticker. Only for the thread that began with it. */
    static long nanos() {
        return NANOS.get();
    }
}

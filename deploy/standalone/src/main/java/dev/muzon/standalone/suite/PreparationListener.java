package dev.muzon.standalone.suite;

/** A listener to what a suite does before its processes start. */
@FunctionalInterface
public interface PreparationListener {
    /** Hears what is about to take long. */
    void say(String line);

    /**
     * Hears that the start-up cache of a process is being made.
     *
     * @param number of the cache, from 1
     * @param all how many this start makes
     */
    default void makesCache(String process, int number, int all) {}
}

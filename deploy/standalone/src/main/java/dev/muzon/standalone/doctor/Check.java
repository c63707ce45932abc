package dev.muzon.standalone.doctor;

/** One look at one thing. Quick (seconds), harmless, and never throws: what it cannot see is a finding, too. */
@FunctionalInterface
public interface Check {
    Finding look() throws InterruptedException;
}

package dev.muzon.standalone.doctor;

/** A check of one thing. It takes seconds, changes nothing, and never throws: what it cannot see is a finding, too. */
@FunctionalInterface
public interface Check {
    Finding look() throws InterruptedException;
}

package dev.muzon.standalone;

/**
 * A thing that is wrong with the settings.
 *
 * @param what is wrong
 * @param remedy what the operator does about it
 */
record Problem(String what, String remedy) {
    /** Puts it into the same form as the report of a service that refuses to start. */
    String inWords() {
        return "  - " + what + "\n      " + remedy;
    }
}

package dev.muzon.resilience;

/** A throwable in one line. */
final class Throwables {
    private Throwables() {}

    static String summary(Throwable thrown) {
        String message = thrown.getMessage();
        String name = thrown.getClass().getSimpleName();
        return message == null || message.isBlank() ? name : name + ": " + message;
    }
}

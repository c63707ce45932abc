package dev.muzon.speech.worker;

/** A refusal whose words the service passes on. */
final class WorkerException extends Exception {
    private static final long serialVersionUID = 1;

    WorkerException(String message) {
        super(message);
    }
}

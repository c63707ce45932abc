package dev.muzon.standalone.doctor;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The words for why another host does not answer. Java's own are often the name of a class. */
public final class NetworkTrouble {
    private NetworkTrouble() {}

    /** Returns whether it says that another host does not answer. Its own message does not say so in words. */
    public static boolean isIn(@Nullable Throwable e) {
        return e instanceof ConnectException
                || e instanceof SocketTimeoutException
                || e instanceof HttpTimeoutException
                || e instanceof UnknownHostException;
    }

    public static String inWords(IOException e) {
        return switch (e) {
            case HttpTimeoutException _ -> "no answer in time";
            case SocketTimeoutException _ -> "no answer in time";
            case UnknownHostException _ -> "its name is not found";
            case ConnectException failed when isNameless(failed) -> "its name is not found";
            case ConnectException _ -> "nothing accepts the connection";
            case EOFException _ -> "it ended the connection";
            case SSLException failed -> "no encryption: " + failed.getMessage();
            default -> e.getMessage() == null ? "the connection failed" : e.getMessage();
        };
    }

    /** Returns whether the host's name is unknown, which the HTTP client tells only deep inside. */
    private static boolean isNameless(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }
}

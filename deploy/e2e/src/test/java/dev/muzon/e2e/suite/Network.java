package dev.muzon.e2e.suite;

import dev.muzon.standalone.isolation.NetworkNamespace;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A condition for tests with voice calls, which need a network other than loopback. It is a network namespace where
 * this process may make one, else an interface of this machine. Without either, tests are skipped and say so.
 */
public final class Network implements ExecutionCondition {
    static final boolean NAMESPACES = namespaces();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (NAMESPACES) {
            return ConditionEvaluationResult.enabled("in a network namespace");
        }
        return interfaceAddress()
                .map(address -> ConditionEvaluationResult.enabled("on " + address))
                .orElseGet(() -> ConditionEvaluationResult.disabled(
                        "SKIPPED: voice calls need a network namespace (root) or an interface other than loopback"));
    }

    /** Returns the address of this machine's first interface that is up and not loopback. */
    static Optional<String> interfaceAddress() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(Network::usable)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(Inet4Address.class::isInstance)
                    .map(InetAddress::getHostAddress)
                    .findFirst();
        } catch (SocketException e) {
            throw new IllegalStateException("this machine's interfaces cannot be read", e);
        }
    }

    private static boolean usable(NetworkInterface candidate) {
        try {
            return candidate.isUp() && !candidate.isLoopback();
        } catch (SocketException _) {
            return false; // gone since it was listed
        }
    }

    private static boolean namespaces() {
        try {
            return NetworkNamespace.possible();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

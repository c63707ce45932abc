package dev.muzon.standalone.suite;

import java.net.InetAddress;

/**
 * A port on which a part of the suite listens.
 *
 * @param number from 1 to 65535
 * @param user the part's name
 * @param address of this host at which it listens
 * @param setting the name that moves it, empty when it is fixed
 */
public record Port(int number, String user, InetAddress address, String setting) {
    static final int HIGHEST = 65_535;

    /** Makes a fixed port of loopback. */
    public Port(int number, String user) {
        this(number, user, InetAddress.getLoopbackAddress(), "");
    }
}

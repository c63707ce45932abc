package dev.muzon.confinement;

import java.nio.file.Path;
import java.util.List;

/**
 * The things that a child may reach besides its pipes, its program and the system's libraries.
 *
 * @param files to read. A folder stands for everything in it
 * @param ports of TCP, to connect to. Landlock knows ports and not hosts
 * @param everything whether nothing is closed, for input of our own
 */
public record Reach(List<Path> files, List<Integer> ports, boolean everything) {
    /** The reach of a child that needs its pipes only. */
    public static final Reach PIPES = new Reach(List.of(), List.of(), false);

    /** The reach of a child whose input is our own. */
    public static final Reach EVERYTHING = new Reach(List.of(), List.of(), true);

    public static Reach file(Path file) {
        return new Reach(List.of(file), List.of(), false);
    }

    public static Reach port(int port) {
        return new Reach(List.of(), List.of(port), false);
    }
}

package dev.muzon.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Forgets an earlier run's data, but keeps what only costs time to make again: application images and music. */
final class FreshState {
    private static final List<String> KEPT = List.of("images", "music");

    private FreshState() {}

    static void in(Path state) throws IOException {
        if (!Files.isDirectory(state)) {
            return;
        }
        try (Stream<Path> children = Files.list(state)) {
            for (Path child : children.toList()) {
                if (!KEPT.contains(child.getFileName().toString())) {
                    delete(child);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

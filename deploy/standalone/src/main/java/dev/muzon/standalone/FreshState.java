package dev.muzon.standalone;

import dev.muzon.standalone.process.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
                    FileTree.delete(child);
                }
            }
        }
    }
}

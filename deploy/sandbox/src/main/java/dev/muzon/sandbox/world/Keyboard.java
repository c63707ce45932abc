package dev.muzon.sandbox.world;

import java.util.List;
import java.util.Optional;

/** The rows of buttons under a message. */
public record Keyboard(List<List<Button>> rows) {
    public Keyboard {
        rows = rows.stream().map(List::copyOf).toList();
    }

    public Optional<Button> withData(String data) {
        return rows.stream()
                .flatMap(List::stream)
                .filter(button -> data.equals(button.data()))
                .findFirst();
    }
}

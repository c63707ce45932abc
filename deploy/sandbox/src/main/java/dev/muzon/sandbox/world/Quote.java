package dev.muzon.sandbox.world;

import java.util.List;

/**
 * The part of the answered message that is answered.
 *
 * @param position in the answered text, in UTF-16 units
 */
public record Quote(String text, List<TextEntity> entities, int position) {
    public Quote {
        entities = List.copyOf(entities);
    }
}

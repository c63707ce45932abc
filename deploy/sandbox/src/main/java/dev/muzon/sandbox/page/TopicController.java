package dev.muzon.sandbox.page;

import dev.muzon.sandbox.world.Topic;
import dev.muzon.sandbox.world.Topics;
import dev.muzon.sandbox.world.World;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The topics of a forum. General is 1. */
@RestController
@RequestMapping("/sandbox/chats/{chatId}/topics")
final class TopicController {
    private final World world;

    TopicController(World world) {
        this.world = world;
    }

    record Opening(long as, String name) {}

    /** Changes of a topic. A missing field stays as it is. */
    record Changes(
            long as,
            @Nullable Boolean closed,
            @Nullable Boolean hidden,
            @Nullable String name) {}

    @GetMapping
    List<Topic> topics(@PathVariable long chatId) {
        return world.topics().all(chatId);
    }

    @PostMapping
    Topic open(@PathVariable long chatId, @RequestBody Opening opening) {
        return world.topics().create(chatId, opening.as(), opening.name(), Topics.DEFAULT_COLOR, null);
    }

    @PutMapping("/{id}")
    List<Topic> change(@PathVariable long chatId, @PathVariable int id, @RequestBody Changes changes) {
        if (changes.name() != null) {
            world.topics().rename(chatId, changes.as(), id, changes.name());
        }
        if (changes.closed() != null) {
            if (changes.closed()) {
                world.topics().close(chatId, changes.as(), id);
            } else {
                world.topics().reopen(chatId, changes.as(), id);
            }
        }
        if (changes.hidden() != null) {
            world.topics().hideGeneral(chatId, changes.as(), changes.hidden());
        }
        return world.topics().all(chatId);
    }

    @DeleteMapping("/{id}")
    void delete(@PathVariable long chatId, @PathVariable int id, @RequestParam long as) {
        world.topics().delete(chatId, as, id);
    }
}

package dev.muzon.sandbox.page;

import dev.muzon.sandbox.world.InlineQuery;
import dev.muzon.sandbox.world.Refusal;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Inline queries to a bot, and the choice from its answer. */
@RestController
@RequestMapping("/sandbox/inline-queries")
final class InlineController {
    private final World world;

    InlineController(World world) {
        this.world = world;
    }

    record Asking(long as, long bot, long chatId, String text) {}

    record Offer(String id, String title) {}

    /**
     * An inline query.
     *
     * @param results null until the bot answered
     */
    record Asked(String id, @Nullable List<Offer> results) {
        static Asked of(InlineQuery query) {
            var results = query.results();
            return new Asked(
                    query.id(),
                    results == null
                            ? null
                            : results.stream()
                                    .map(result -> new Offer(result.id(), result.title()))
                                    .toList());
        }
    }

    record Choosing(String resultId, long chatId, @Nullable Integer topicId) {}

    @PostMapping
    Asked ask(@RequestBody Asking asking) {
        return Asked.of(world.inlineQueries().ask(asking.chatId(), asking.as(), asking.bot(), asking.text()));
    }

    @GetMapping("/{id}")
    Asked query(@PathVariable String id) {
        return world.inlineQueries()
                .find(id)
                .map(Asked::of)
                .orElseThrow(() -> new WorldException(Refusal.INLINE_QUERY_NOT_FOUND));
    }

    @PostMapping("/{id}/choose")
    View.Post choose(@PathVariable String id, @RequestBody Choosing choosing) {
        return View.Post.of(
                world.inlineQueries().choose(id, choosing.resultId(), choosing.chatId(), choosing.topicId()));
    }
}

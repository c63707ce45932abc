package dev.muzon.sandbox.page;

import dev.muzon.sandbox.world.NewMessage;
import dev.muzon.sandbox.world.Refusal;
import dev.muzon.sandbox.world.ReplyTarget;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Actions of a person in the chats. */
@RestController
@RequestMapping("/sandbox")
final class ChatController {
    private final World world;
    private final Overviews overviews;
    private final Uploads uploads;

    ChatController(World world, Overviews overviews, Uploads uploads) {
        this.world = world;
        this.overviews = overviews;
        this.uploads = uploads;
    }

    /**
     * A message to send.
     *
     * @param topicId null for the answered message's topic, or General
     * @param replyIn the answered message's chat. Null for the same
     * @param quote the answered part
     * @param asChat the channel in whose name its owner writes
     * @param date when it was written. Null for now
     */
    record Words(
            long as,
            String text,
            @Nullable Integer replyTo,
            @Nullable Integer topicId,
            @Nullable Long replyIn,
            @Nullable String quote,
            @Nullable Long asChat,
            @Nullable Instant date) {
        NewMessage message() {
            var reply = replyTo == null ? null : new ReplyTarget(replyTo, replyIn, quote, 0);
            return NewMessage.text(text)
                    .reply(reply)
                    .topic(topicId)
                    .asChat(asChat)
                    .date(date);
        }
    }

    record Forwarding(long as, long to, @Nullable Integer topicId) {}

    record Edit(long as, String text) {}

    record Pressing(long as, String data) {}

    record Pair(long as, long with) {}

    @GetMapping
    View.Overview overview() {
        return overviews.overview();
    }

    @GetMapping("/chats/{id}")
    View.ChatState chat(@PathVariable long id, @RequestParam(required = false) @Nullable Long as) {
        return overviews.state(id, as);
    }

    @PostMapping("/private-chats")
    View.ChatState privateChat(@RequestBody Pair pair) {
        return overviews.state(world.chats().privateChat(pair.as(), pair.with()).id(), pair.as());
    }

    @PostMapping(path = "/chats/{id}/messages", consumes = MediaType.APPLICATION_JSON_VALUE)
    View.Post say(@PathVariable long id, @RequestBody Words words) {
        return View.Post.of(world.messages().send(id, words.as(), words.message()));
    }

    /**
     * Sends one file, or several as an album. Answers the first message.
     *
     * @param text the caption of the first
     * @param seconds how long each file lasts. Zero or nothing when unknown
     */
    @PostMapping(path = "/chats/{id}/messages", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    View.Post send(
            @PathVariable long id,
            @RequestParam long as,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(required = false) @Nullable Integer replyTo,
            @RequestParam(required = false) @Nullable Integer topicId,
            @RequestParam(required = false) @Nullable Instant date,
            @RequestParam(required = false) @Nullable List<Long> seconds,
            @RequestParam List<MultipartFile> file)
            throws IOException, InterruptedException {
        var messages = new ArrayList<NewMessage>();
        for (int i = 0; i < file.size(); i++) {
            var length = Duration.ofSeconds(seconds == null || i >= seconds.size() ? 0 : seconds.get(i));
            var media = uploads.media(file.get(i), length);
            var caption = messages.isEmpty() ? text : "";
            messages.add(NewMessage.media(media.kind(), media.file(), caption)
                    .replyTo(replyTo)
                    .topic(topicId)
                    .date(date));
        }
        var sent = messages.size() == 1
                ? world.messages().send(id, as, messages.getFirst())
                : world.messages().sendAlbum(id, as, messages).getFirst();
        return View.Post.of(sent);
    }

    @PostMapping("/chats/{id}/messages/{messageId}/forward")
    View.Post forward(@PathVariable long id, @PathVariable int messageId, @RequestBody Forwarding forwarding) {
        return View.Post.of(
                world.messages().forward(id, messageId, forwarding.to(), forwarding.as(), forwarding.topicId()));
    }

    @PutMapping("/chats/{id}/messages/{messageId}")
    View.Post edit(@PathVariable long id, @PathVariable int messageId, @RequestBody Edit edit) {
        return View.Post.of(world.messages().edit(id, edit.as(), messageId, edit.text(), List.of(), null));
    }

    @DeleteMapping("/chats/{id}/messages/{messageId}")
    void delete(@PathVariable long id, @PathVariable int messageId, @RequestParam long as) {
        world.messages().delete(id, as, messageId);
    }

    @PostMapping("/chats/{id}/messages/{messageId}/buttons")
    View.Press press(@PathVariable long id, @PathVariable int messageId, @RequestBody Pressing pressing) {
        return View.Press.of(world.callbacks().press(id, pressing.as(), messageId, pressing.data()));
    }

    @GetMapping("/callbacks/{id}")
    View.Press callback(@PathVariable String id) {
        return world.callbacks()
                .find(id)
                .map(View.Press::of)
                .orElseThrow(() -> new WorldException(Refusal.CALLBACK_NOT_FOUND));
    }
}

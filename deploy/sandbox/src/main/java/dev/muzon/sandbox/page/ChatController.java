package dev.muzon.sandbox.page;

import dev.muzon.sandbox.world.ChatKind;
import dev.muzon.sandbox.world.NewMessage;
import dev.muzon.sandbox.world.Refusal;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Being somebody in the chats. */
@RestController
@RequestMapping("/sandbox")
final class ChatController {
    private final World world;
    private final Overviews overviews;

    ChatController(World world, Overviews overviews) {
        this.world = world;
        this.overviews = overviews;
    }

    record Words(long as, String text, @Nullable Integer replyTo) {}

    record Pressing(long as, String data) {}

    record Pair(long as, long with) {}

    record Founding(long as, String title, @Nullable String username) {}

    record Joining(long as, long userId) {}

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

    @PostMapping("/groups")
    View.ChatState group(@RequestBody Founding group) {
        var created = world.chats().createGroup(group.title(), group.username(), group.as());
        return overviews.state(created.id(), group.as());
    }

    @PostMapping(path = "/chats/{id}/messages", consumes = MediaType.APPLICATION_JSON_VALUE)
    View.Post say(@PathVariable long id, @RequestBody Words words) {
        var message = NewMessage.text(words.text()).replyTo(words.replyTo());
        return View.Post.of(world.messages().send(id, words.as(), message));
    }

    @PostMapping(path = "/chats/{id}/messages", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    View.Post send(
            @PathVariable long id,
            @RequestParam long as,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(required = false) @Nullable Integer replyTo,
            @RequestParam MultipartFile file)
            throws IOException {
        var media = Uploads.media(world, file);
        var message = NewMessage.media(media.kind(), media.file(), text).replyTo(replyTo);
        return View.Post.of(world.messages().send(id, as, message));
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

    @PostMapping("/chats/{id}/members")
    View.ChatState add(@PathVariable long id, @RequestBody Joining joining) {
        if (world.chats().get(id).kind() == ChatKind.PRIVATE) {
            throw new WorldException(Refusal.CHAT_PRIVATE);
        }
        world.chats().add(id, joining.as(), joining.userId());
        return overviews.state(id, joining.as());
    }

    @DeleteMapping("/chats/{id}/members/{userId}")
    void ban(@PathVariable long id, @PathVariable long userId, @RequestParam long as) {
        world.chats().ban(id, as, userId);
    }
}

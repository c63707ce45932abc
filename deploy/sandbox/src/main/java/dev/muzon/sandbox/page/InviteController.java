package dev.muzon.sandbox.page;

import dev.muzon.sandbox.world.InviteLink;
import dev.muzon.sandbox.world.JoinOutcome;
import dev.muzon.sandbox.world.JoinRequest;
import dev.muzon.sandbox.world.World;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Invite links, joining by them or by name, and requests that wait for an admin. */
@RestController
@RequestMapping("/sandbox")
final class InviteController {
    private final World world;

    InviteController(World world) {
        this.world = world;
    }

    record Making(
            long as,
            @Nullable String name,
            @Nullable Instant expires,
            @Nullable Integer memberLimit,
            @Nullable Boolean createsJoinRequest) {}

    /** @param inviteHash null to join by the public name */
    record Joining(long as, @Nullable String inviteHash) {}

    record Joined(JoinOutcome outcome) {}

    record Answer(long as, boolean approve) {}

    @GetMapping("/chats/{id}/invite-links")
    List<InviteLink> links(@PathVariable long id) {
        return world.inviteLinks().of(id);
    }

    @PostMapping("/chats/{id}/invite-links")
    InviteLink create(@PathVariable long id, @RequestBody Making making) {
        var name = making.name() == null ? "" : making.name();
        int limit = making.memberLimit() == null ? 0 : making.memberLimit();
        boolean asks = Boolean.TRUE.equals(making.createsJoinRequest());
        var terms = new InviteLink.Terms(name, making.expires(), limit, asks);
        return world.inviteLinks().create(id, making.as(), terms);
    }

    @PostMapping("/chats/{id}/join")
    Joined join(@PathVariable long id, @RequestBody Joining joining) {
        var hash = joining.inviteHash();
        return new Joined(
                hash == null
                        ? world.joining().attempt(id, joining.as())
                        : world.joining().attemptByInvite(hash, joining.as()));
    }

    @GetMapping("/chats/{id}/join-requests")
    List<JoinRequest> requests(@PathVariable long id) {
        return world.joining().requests(id);
    }

    @PostMapping("/chats/{id}/join-requests/{userId}")
    void answer(@PathVariable long id, @PathVariable long userId, @RequestBody Answer answer) {
        if (answer.approve()) {
            world.joining().approve(id, answer.as(), userId);
        } else {
            world.joining().decline(id, answer.as(), userId);
        }
    }
}

package dev.muzon.sandbox.page;

import dev.muzon.sandbox.world.ChatKind;
import dev.muzon.sandbox.world.Permission;
import dev.muzon.sandbox.world.Refusal;
import dev.muzon.sandbox.world.Restriction;
import dev.muzon.sandbox.world.Right;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Coming, going, and what members may do. */
@RestController
@RequestMapping("/sandbox")
final class MemberController {
    private final World world;
    private final Overviews overviews;

    MemberController(World world, Overviews overviews) {
        this.world = world;
        this.overviews = overviews;
    }

    record Joining(long as, long userId) {}

    /** @param rights none makes a plain member of an admin */
    record Promotion(long as, Set<Right> rights, @Nullable Boolean anonymous) {}

    /** @param allowed what the member may still do; null takes the limits away */
    record Limits(
            long as,
            @Nullable Set<Permission> allowed,
            @Nullable Instant until) {}

    record Acting(long as) {}

    record Blocking(long as, long bot, boolean blocked) {}

    @PostMapping("/chats/{id}/members")
    View.ChatState add(@PathVariable long id, @RequestBody Joining joining) {
        if (world.chats().get(id).kind() == ChatKind.PRIVATE) {
            throw new WorldException(Refusal.CHAT_PRIVATE);
        }
        world.members().add(id, joining.as(), joining.userId());
        return overviews.state(id, joining.as());
    }

    @DeleteMapping("/chats/{id}/members/{userId}")
    void ban(@PathVariable long id, @PathVariable long userId, @RequestParam long as) {
        world.members().ban(id, as, userId);
    }

    /** Lets a banned user come back, or puts a present one out. */
    @PostMapping("/chats/{id}/members/{userId}/unban")
    void unban(@PathVariable long id, @PathVariable long userId, @RequestBody Acting acting) {
        world.members().unban(id, acting.as(), userId, true);
    }

    @PostMapping("/chats/{id}/leave")
    void leave(@PathVariable long id, @RequestBody Acting acting) {
        world.members().leave(id, acting.as());
    }

    @PutMapping("/chats/{id}/members/{userId}/rights")
    View.ChatState promote(@PathVariable long id, @PathVariable long userId, @RequestBody Promotion promotion) {
        var rights = EnumSet.noneOf(Right.class);
        rights.addAll(promotion.rights());
        world.members().promote(id, promotion.as(), userId, rights, Boolean.TRUE.equals(promotion.anonymous()));
        return overviews.state(id, promotion.as());
    }

    @PutMapping("/chats/{id}/members/{userId}/restriction")
    View.ChatState restrict(@PathVariable long id, @PathVariable long userId, @RequestBody Limits limits) {
        var restriction = limits.allowed() == null ? null : new Restriction(limits.allowed(), limits.until());
        world.members().restrict(id, limits.as(), userId, restriction);
        return overviews.state(id, limits.as());
    }

    @PutMapping("/blocked-bots")
    void block(@RequestBody Blocking blocking) {
        world.members().block(blocking.as(), blocking.bot(), blocking.blocked());
    }
}

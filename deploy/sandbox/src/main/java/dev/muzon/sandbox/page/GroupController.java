package dev.muzon.sandbox.page;

import dev.muzon.sandbox.world.JoinPolicy;
import dev.muzon.sandbox.world.Permission;
import dev.muzon.sandbox.world.World;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Founding groups and channels, and their rules. */
@RestController
@RequestMapping("/sandbox")
final class GroupController {
    private final World world;
    private final Overviews overviews;

    GroupController(World world, Overviews overviews) {
        this.world = world;
        this.overviews = overviews;
    }

    /**
     * @param username makes it public; null for a private one
     * @param forum whether it has topics
     * @param basic whether it is a basic group, which can be upgraded
     */
    record Founding(
            long as,
            String title,
            @Nullable String username,
            @Nullable Boolean forum,
            @Nullable Boolean basic) {}

    /** What is not given stays as it is. */
    record Rules(
            @Nullable Boolean forum,
            @Nullable Set<Permission> permissions,
            @Nullable JoinPolicy joinPolicy,
            @Nullable Duration slowMode,
            @Nullable Integer maxMembers) {}

    record Linking(long groupId) {}

    record Acting(long as) {}

    @PostMapping("/groups")
    View.ChatState group(@RequestBody Founding group) {
        var chats = world.chats();
        var created = Boolean.TRUE.equals(group.basic())
                ? chats.createBasicGroup(group.title(), group.as())
                : chats.createGroup(group.title(), group.username(), group.as());
        if (Boolean.TRUE.equals(group.forum())) {
            chats.configure(created.id(), settings -> settings.forum(true));
        }
        return overviews.state(created.id(), group.as());
    }

    @PostMapping("/channels")
    View.ChatState channel(@RequestBody Founding channel) {
        var created = world.chats().createChannel(channel.title(), channel.username(), channel.as());
        return overviews.state(created.id(), channel.as());
    }

    @PutMapping("/chats/{id}/rules")
    View.ChatState rules(@PathVariable long id, @RequestBody Rules rules) {
        world.chats().configure(id, settings -> {
            var changed = settings;
            if (rules.forum() != null) {
                changed = changed.forum(rules.forum());
            }
            if (rules.permissions() != null) {
                changed = changed.permissions(rules.permissions());
            }
            if (rules.joinPolicy() != null) {
                changed = changed.joinPolicy(rules.joinPolicy());
            }
            if (rules.maxMembers() != null) {
                changed = changed.maxMembers(rules.maxMembers());
            }
            return rules.slowMode() == null ? changed : changed.slowMode(rules.slowMode());
        });
        return overviews.state(id, null);
    }

    @PutMapping("/chats/{id}/linked-group")
    View.ChatState link(@PathVariable long id, @RequestBody Linking linking) {
        world.chats().link(id, linking.groupId());
        return overviews.state(id, null);
    }

    /** Makes a supergroup of a basic group; answers the supergroup. */
    @PostMapping("/chats/{id}/upgrade")
    View.ChatState upgrade(@PathVariable long id, @RequestBody Acting acting) {
        return overviews.state(world.groupUpgrade().upgrade(id, acting.as()).id(), acting.as());
    }
}

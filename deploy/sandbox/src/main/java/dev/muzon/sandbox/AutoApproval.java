package dev.muzon.sandbox;

import dev.muzon.sandbox.world.User;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldEvent;
import dev.muzon.sandbox.world.WorldException;
import dev.muzon.sandbox.world.WorldListener;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Approver of QR codes, each as the assistant whose turn it is. */
final class AutoApproval implements WorldListener {
    private static final Logger log = LoggerFactory.getLogger(AutoApproval.class);

    private final World world;
    private final Deque<User> turns;

    AutoApproval(World world, List<User> assistants) {
        this.world = world;
        this.turns = new ArrayDeque<>(assistants);
    }

    @Override
    public void on(WorldEvent event) {
        if (!(event instanceof WorldEvent.LoginTokenChanged(var token))
                || !world.logins().pending().contains(token)) {
            return;
        }
        var user = turns.remove();
        turns.add(user);
        try {
            world.logins().approve(token.token(), user.id());
            log.info("Login of {} approved as {}", token.device(), user.name());
        } catch (WorldException e) {
            log.info("Login of {} was gone before it was approved: {}", token.device(), e.refusal());
        }
    }
}

package dev.muzon.gateway.update;

import dev.muzon.gateway.access.Admins;
import dev.muzon.gateway.card.CardButtons;
import dev.muzon.gateway.command.CommandDispatcher;
import dev.muzon.gateway.polling.UpdateHandler;
import dev.muzon.gateway.telegram.Incoming;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Brings each incoming thing to who handles it. */
@Component
class UpdateRouter implements UpdateHandler {
    private final CommandDispatcher commands;
    private final CardButtons buttons;
    private final Admins admins;
    private final MeterRegistry meters;

    UpdateRouter(CommandDispatcher commands, CardButtons buttons, Admins admins, MeterRegistry meters) {
        this.commands = commands;
        this.buttons = buttons;
        this.admins = admins;
        this.meters = meters;
    }

    @Override
    public CompletableFuture<?> handle(Incoming incoming) {
        meters.counter(
                        "muzon.updates",
                        "kind",
                        incoming.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .increment();
        return switch (incoming) {
            case Incoming.Command it -> commands.dispatch(it);
            case Incoming.ButtonPress it -> buttons.pressed(it);
            case Incoming.MemberChange it -> {
                admins.changed(it);
                yield CompletableFuture.completedFuture(null);
            }
            case Incoming.Ignored _ -> CompletableFuture.completedFuture(null);
        };
    }
}

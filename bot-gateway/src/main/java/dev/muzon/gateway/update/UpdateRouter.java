package dev.muzon.gateway.update;

import dev.muzon.gateway.access.Admins;
import dev.muzon.gateway.album.Albums;
import dev.muzon.gateway.card.CardButtons;
import dev.muzon.gateway.command.CommandDispatcher;
import dev.muzon.gateway.departure.Departures;
import dev.muzon.gateway.joinrequest.JoinRequests;
import dev.muzon.gateway.polling.UpdateHandler;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.Membership;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Routes each update to its handler. */
@Component
class UpdateRouter implements UpdateHandler {
    private final CommandDispatcher commands;
    private final CardButtons buttons;
    private final Admins admins;
    private final Departures departures;
    private final Albums albums;
    private final JoinRequests joinRequests;
    private final MeterRegistry meters;

    UpdateRouter(
            CommandDispatcher commands,
            CardButtons buttons,
            Admins admins,
            Departures departures,
            Albums albums,
            JoinRequests joinRequests,
            MeterRegistry meters) {
        this.commands = commands;
        this.buttons = buttons;
        this.admins = admins;
        this.departures = departures;
        this.albums = albums;
        this.joinRequests = joinRequests;
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
                if (it.self() && it.membership() == Membership.ABSENT) {
                    departures.left(it.chat().id());
                }
                yield CompletableFuture.completedFuture(null);
            }
            case Incoming.ChatUpgrade it -> departures.moved(it.chat().id(), it.supergroup());
            case Incoming.AlbumItem it -> {
                albums.remember(it);
                yield CompletableFuture.completedFuture(null);
            }
            case Incoming.JoinRequest it -> joinRequests.handle(it);
            case Incoming.Ignored _ -> CompletableFuture.completedFuture(null);
        };
    }
}

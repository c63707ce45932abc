package dev.muzon.runtime.contract;

import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueuePage;
import dev.muzon.protocol.rest.CommandRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The players of voice-call-service. Any instance answers for any chat. */
public interface PlayersApi {
    /** Returns the player as it is. One that never played is idle. */
    @GetExchange("/v1/players/{chatId}")
    PlayerView view(@PathVariable("chatId") PlayerId player);

    /**
     * Returns a part of the queue.
     *
     * @param from how many tracks wait before the first one wanted
     * @param count at most {@link QueuePage#MOST}
     */
    @GetExchange("/v1/players/{chatId}/queue")
    QueuePage page(@PathVariable("chatId") PlayerId player, @RequestParam int from, @RequestParam int count);

    /** Returns the player after the command. */
    @PostExchange("/v1/players/{chatId}/commands")
    PlayerView command(@PathVariable("chatId") PlayerId player, @RequestBody CommandRequest request);
}

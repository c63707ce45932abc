package dev.muzon.voice.peers;

import dev.muzon.protocol.job.Job;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueuePage;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.runtime.contract.PlayersApi;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Requests between the instances of this service, from one that does not own a chat to its owner. The header tells them
 * from those of {@link PlayersApi}. They are not passed on again, so that two instances never send one back and forth.
 */
public interface ForwardedPlayersApi {
    String FORWARDED = "Muzon-Forwarded=1";

    @HttpExchange(method = "GET", url = "/v1/players/{chatId}", headers = FORWARDED)
    PlayerView view(@PathVariable("chatId") PlayerId player);

    @HttpExchange(method = "GET", url = "/v1/players/{chatId}/queue", headers = FORWARDED)
    QueuePage page(@PathVariable("chatId") PlayerId player, @RequestParam int from, @RequestParam int count);

    @HttpExchange(method = "POST", url = "/v1/players/{chatId}/commands", headers = FORWARDED)
    PlayerView command(@PathVariable("chatId") PlayerId player, @RequestBody CommandRequest request);

    /** Returns when the owner has done the job. */
    @PostExchange("/v1/players/{chatId}/jobs")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void handle(@PathVariable("chatId") PlayerId player, @RequestBody Job job);
}

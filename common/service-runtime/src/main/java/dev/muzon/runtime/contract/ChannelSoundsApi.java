package dev.muzon.runtime.contract;

import java.io.InputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/**
 * The sound of posts through assistant-service, of any size. The controller cannot implement this: it also says the
 * length, and Spring MVC sends no plain stream. It maps {@link #PATH} instead.
 */
public interface ChannelSoundsApi {
    String PATH = "/v1/channels/sounds/{channel}/{post}";

    /**
     * Opens the sound. The bytes come as they arrive from Telegram, and closing ends them.
     *
     * @param chat must have the channel on its list
     * @param range which bytes, such as {@code bytes=1000-}
     * @throws dev.muzon.protocol.failure.FailureException as {@link ChannelsApi#song}, or transient
     *     {@code assistant.none} and {@code owner.elsewhere} while its account is not ready here
     */
    @GetExchange(PATH)
    InputStream open(
            @PathVariable long channel,
            @PathVariable long post,
            @RequestParam long chat,
            @RequestHeader(HttpHeaders.RANGE) String range);
}

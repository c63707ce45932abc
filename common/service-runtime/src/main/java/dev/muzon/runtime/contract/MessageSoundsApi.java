package dev.muzon.runtime.contract;

import java.io.InputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/** The sound of messages through assistant-service, of any size. As with posts, its controller maps {@link #PATH}. */
public interface MessageSoundsApi {
    String PATH = "/v1/messages/{place}/{message}/sound";

    /**
     * Opens the sound. The bytes come as they arrive from Telegram, and closing ends them.
     *
     * @param range which bytes, such as {@code bytes=1000-}
     * @throws dev.muzon.protocol.failure.FailureException as {@link MessagesApi#message}
     */
    @GetExchange(PATH)
    InputStream open(
            @PathVariable String place,
            @PathVariable int message,
            @RequestParam long chat,
            @RequestHeader(HttpHeaders.RANGE) String range);
}

package dev.muzon.gateway.bad;

import java.io.InputStream;
import org.springframework.web.service.annotation.GetExchange;

/** A contract that no controller can implement. */
public interface StreamApi {
    String PATH = "/v1/stream";

    @GetExchange(PATH)
    InputStream open();
}

package dev.muzon.runtime.contract;

import java.io.InputStream;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;

/**
 * Telegram's files through bot-gateway, without the token that their addresses contain. The gateway's controller cannot
 * implement this: it also says the length, and Spring MVC sends no plain stream. It maps {@link #PATH} instead.
 */
public interface TelegramFilesApi {
    String PATH = "/v1/files/{fileId}";

    /** Opens the file. The bytes come as they arrive from Telegram, and closing ends them. */
    @GetExchange(PATH)
    InputStream open(@PathVariable String fileId);
}

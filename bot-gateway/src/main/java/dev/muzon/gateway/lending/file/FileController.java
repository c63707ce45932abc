package dev.muzon.gateway.lending.file;

import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.FilesUnderWay;
import dev.muzon.gateway.telegram.RemoteFile;
import dev.muzon.runtime.contract.TelegramFilesApi;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Telegram's files, without the token that their addresses contain. */
@RestController
class FileController {
    private final BotApi api;
    private final FilesUnderWay files;

    FileController(BotApi api, FilesUnderWay files) {
        this.api = api;
        this.files = files;
    }

    /** Streams the bytes as they arrive from Telegram. */
    @GetMapping(TelegramFilesApi.PATH)
    ResponseEntity<InputStreamResource> file(@PathVariable String fileId) {
        RemoteFile file = api.open(fileId);
        var answer = ResponseEntity.ok().contentType(MediaType.APPLICATION_OCTET_STREAM);
        file.length().ifPresent(answer::contentLength);
        return answer.body(new InputStreamResource(files.counted(fileId, file)));
    }
}

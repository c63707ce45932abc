package dev.muzon.sandbox.page;

import dev.muzon.sandbox.world.Content;
import dev.muzon.sandbox.world.Refusal;
import dev.muzon.sandbox.world.StoredFile;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldException;
import java.io.IOException;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Files for the page to show and play. Answers ranges, as browsers want when seeking. */
@RestController
final class FileController {
    private final World world;

    FileController(World world) {
        this.world = world;
    }

    @GetMapping("/sandbox/files/{id}")
    ResponseEntity<Resource> file(@PathVariable long id) throws IOException {
        var file = world.files().find(id).orElseThrow(() -> new WorldException(Refusal.FILE_NOT_FOUND));
        // By its name, never by the type that the sender claims: nothing sent may run as a page of this origin.
        var type = MediaTypeFactory.getMediaType(file.name())
                .filter(given -> given.getType().matches("audio|video|image")
                        && !given.getSubtype().contains("svg"))
                .orElse(MediaType.APPLICATION_OCTET_STREAM);
        return ResponseEntity.ok()
                .contentType(type)
                .header("X-Content-Type-Options", "nosniff")
                .body(resource(file.content()));
    }

    @GetMapping("/sandbox/files/{id}/cover")
    ResponseEntity<Resource> cover(@PathVariable long id) throws IOException {
        var cover = world.files().find(id).map(StoredFile::cover).orElse(null);
        if (cover == null) {
            throw new WorldException(Refusal.FILE_NOT_FOUND);
        }
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .header("X-Content-Type-Options", "nosniff")
                .body(resource(cover));
    }

    private static Resource resource(Content content) throws IOException {
        return switch (content) {
            case Content.OnDisk(var path) -> new FileSystemResource(path);
            case Content.Bytes bytes -> new ByteArrayResource(bytes.read(0, (int) bytes.size()));
        };
    }
}

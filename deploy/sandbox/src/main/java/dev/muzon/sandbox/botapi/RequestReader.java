package dev.muzon.sandbox.botapi;

import dev.muzon.sandbox.world.Files;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.tomcat.util.http.fileupload.impl.SizeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** The reader of a call's parameters, from wherever HTTP lets a caller put them. */
final class RequestReader {
    private static final Logger log = LoggerFactory.getLogger(RequestReader.class);

    private RequestReader() {}

    /**
     * Reads the parameters.
     *
     * @throws BotApiException 400 when the request is not what it says it is, 413 when it is too large
     */
    static Parameters read(HttpServletRequest request, Files files) {
        var values = new HashMap<String, JsonNode>();
        var uploads = new HashMap<String, Parameters.Upload>();
        try {
            if (isOf("multipart/form-data", request)) {
                readParts(request, uploads, files);
            }
            request.getParameterMap().forEach((name, all) -> values.put(name, StringNode.valueOf(all[0])));
            if (isOf("application/json", request)) {
                readJson(request, values);
            }
        } catch (ServletException | IOException | IllegalStateException | IllegalArgumentException e) {
            log.debug("Request not readable: {}", e.toString());
            if (e.getCause() instanceof SizeException) {
                throw new BotApiException(413, "Request Entity Too Large", null);
            }
            throw BotApiException.badRequest("can't parse the request");
        }
        return new Parameters(Map.copyOf(values), Map.copyOf(uploads));
    }

    /** Reads parameters from a JSON object. None from a body that is empty or something else. */
    static Parameters json(byte[] body) {
        var values = new HashMap<String, JsonNode>();
        try {
            BotJson.MAPPER
                    .readTree(body)
                    .properties()
                    .forEach(property -> values.put(property.getKey(), property.getValue()));
        } catch (JacksonException e) {
            return new Parameters(Map.of(), Map.of());
        }
        return new Parameters(Map.copyOf(values), Map.of());
    }

    private static boolean isOf(String type, HttpServletRequest request) {
        return request.getContentType() != null && request.getContentType().startsWith(type);
    }

    private static void readJson(HttpServletRequest request, Map<String, JsonNode> values) throws IOException {
        try {
            var body = BotJson.MAPPER.readTree(request.getInputStream());
            if (body.isMissingNode()) {
                return;
            }
            if (!body.isObject()) {
                throw BotApiException.badRequest("object expected as a request body");
            }
            body.properties().forEach(property -> values.put(property.getKey(), property.getValue()));
        } catch (JacksonException e) {
            throw BotApiException.badRequest("can't parse JSON object");
        }
    }

    private static void readParts(HttpServletRequest request, Map<String, Parameters.Upload> uploads, Files files)
            throws IOException, ServletException {
        for (var part : request.getParts()) {
            if (part.getSubmittedFileName() != null) {
                uploads.put(part.getName(), upload(part, files));
            }
        }
    }

    /** Keeps a part. What goes wrong with it is not the caller's fault, because all parts have arrived. */
    private static Parameters.Upload upload(Part part, Files files) {
        try (var in = part.getInputStream()) {
            var name = part.getSubmittedFileName().replaceAll("[/\\\\\\p{Cntrl}]", "_");
            return new Parameters.Upload(
                    name.isBlank() ? "file" : name, orOctets(part.getContentType()), files.receive(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String orOctets(@Nullable String mimeType) {
        return mimeType == null ? "application/octet-stream" : mimeType;
    }
}

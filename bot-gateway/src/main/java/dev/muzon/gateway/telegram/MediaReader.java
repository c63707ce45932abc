package dev.muzon.gateway.telegram;

import dev.muzon.protocol.track.TrackQuery;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.Audio;
import org.telegram.telegrambots.meta.api.objects.Document;
import org.telegram.telegrambots.meta.api.objects.Video;
import org.telegram.telegrambots.meta.api.objects.VideoNote;
import org.telegram.telegrambots.meta.api.objects.Voice;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/** Finds the sound in a message. */
final class MediaReader {
    private MediaReader() {}

    static Optional<TrackQuery.TelegramFile> playable(Message message) {
        if (message.getAudio() != null) {
            return Optional.of(audio(message.getAudio()));
        }
        if (message.getVoice() != null) {
            return Optional.of(voice(message.getVoice()));
        }
        if (message.getVideo() != null) {
            return Optional.of(video(message.getVideo()));
        }
        if (message.getVideoNote() != null) {
            return Optional.of(videoNote(message.getVideoNote()));
        }
        return Optional.ofNullable(message.getDocument())
                .filter(MediaReader::sounds)
                .map(MediaReader::document);
    }

    private static TrackQuery.TelegramFile audio(Audio it) {
        return new TrackQuery.TelegramFile(
                it.getFileId(),
                it.getFileUniqueId(),
                it.getTitle(),
                it.getPerformer(),
                it.getFileName(),
                seconds(it.getDuration()),
                it.getFileSize());
    }

    private static TrackQuery.TelegramFile voice(Voice it) {
        return new TrackQuery.TelegramFile(
                it.getFileId(), it.getFileUniqueId(), null, null, null, seconds(it.getDuration()), it.getFileSize());
    }

    private static TrackQuery.TelegramFile video(Video it) {
        return new TrackQuery.TelegramFile(
                it.getFileId(),
                it.getFileUniqueId(),
                null,
                null,
                it.getFileName(),
                seconds(it.getDuration()),
                it.getFileSize());
    }

    private static TrackQuery.TelegramFile videoNote(VideoNote it) {
        Long size = it.getFileSize() == null ? null : it.getFileSize().longValue();
        return new TrackQuery.TelegramFile(
                it.getFileId(), it.getFileUniqueId(), null, null, null, seconds(it.getDuration()), size);
    }

    private static boolean sounds(Document it) {
        String type = it.getMimeType();
        return type != null && (type.startsWith("audio/") || type.startsWith("video/"));
    }

    private static TrackQuery.TelegramFile document(Document it) {
        return new TrackQuery.TelegramFile(
                it.getFileId(), it.getFileUniqueId(), null, null, it.getFileName(), null, it.getFileSize());
    }

    private static @Nullable Duration seconds(@Nullable Integer seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }
}

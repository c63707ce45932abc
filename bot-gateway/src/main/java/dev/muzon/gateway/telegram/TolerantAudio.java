package dev.muzon.gateway.telegram;

import org.telegram.telegrambots.meta.api.methods.send.SendAudio;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;

/** {@code sendAudio}, of whose answer only the message's number is read, see {@link TolerantMethod}. */
final class TolerantAudio extends SendAudio {
    TolerantAudio(SendAudioBuilder<?, ?> builder) {
        super(builder);
    }

    @Override
    public Message deserializeResponse(String answer) throws TelegramApiRequestException {
        var message = new Message();
        message.setMessageId(TolerantMethod.read(this, answer, TolerantMethod::messageId));
        return message;
    }
}

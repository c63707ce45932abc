package dev.muzon.runtime.contract;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.service.annotation.PostExchange;

/** The doorbell of every service. */
public interface DoorbellApi {
    /** Says that there may be work in the queue. It is only a hint. */
    @PostExchange("/v1/queues/{queue}/doorbell")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void ring(@PathVariable String queue);
}

package dev.muzon.runtime.contract;

import dev.muzon.protocol.rest.DeadJobView;
import dev.muzon.protocol.rest.ServicePaths;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The dead jobs of the queues that a service works off, for operators. One that is not there is {@code job.not-found}. */
public interface DeadJobsApi {
    /** Most jobs of one answer. */
    int MOST = 500;

    /**
     * Lists them, newest first, without their payloads.
     *
     * @param limit from 1 to {@link #MOST}
     */
    @GetExchange(ServicePaths.DEAD_JOBS)
    List<DeadJobView> list(@RequestParam int limit);

    /** Returns one with its payload. */
    @GetExchange(ServicePaths.DEAD_JOBS + "/{id}")
    DeadJobView show(@PathVariable String id);

    /** Gives one all its attempts again. */
    @PostExchange(ServicePaths.DEAD_JOBS + "/{id}/revival")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revive(@PathVariable String id);

    /** Deletes one for good. */
    @DeleteExchange(ServicePaths.DEAD_JOBS + "/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void drop(@PathVariable String id);
}

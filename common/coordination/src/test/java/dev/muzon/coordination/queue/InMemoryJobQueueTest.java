package dev.muzon.coordination.queue;

class InMemoryJobQueueTest extends JobQueueContract {
    @Override
    JobQueue createQueue() {
        return new InMemoryJobQueue(clock, doorbell);
    }
}

package dev.muzon.coordination.lease;

class InMemoryLeasesTest extends LeasesContract {
    @Override
    Leases createLeases() {
        return new InMemoryLeases(clock);
    }
}

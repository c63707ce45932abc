package dev.muzon.extractor.source.site;

import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.source.FakeServices;

/** Tests of Bandcamp's search. */
class BandcampTest extends SiteContract {
    @Override
    SiteSource open() throws Exception {
        String golden = FakeServices.golden("bandcamp-search.json");
        services.serve(searchPath(), exchange -> answer(exchange, golden, "{\"auto\":{\"results\":[]}}"));
        HttpLink song = HttpLink.parse(sound.url("/nocturne.mp3"));
        return new SiteSource(
                new Bandcamp(pages),
                new SiteSound.Page(new Reader("https://ensemble.bandcamp.com/track/nocturne", door, song)));
    }

    @Override
    String cover() {
        return "https://f4.bcbits.com/img/a301_16.jpg";
    }

    @Override
    String searchPath() {
        return "/api/bcsearch_public_api/1/autocomplete_elastic";
    }

    @Override
    protected boolean tellsLengths() {
        return false;
    }
}

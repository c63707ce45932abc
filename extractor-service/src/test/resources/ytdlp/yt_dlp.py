"""Stands in for yt-dlp where a test needs a page that misbehaves. The page's path says how."""
import os
import signal
import subprocess
import sys
import time
import types


class ExtractorError(Exception):
    expected = True


class YoutubeDL:
    def __init__(self, options):
        self.params = options
        self.cookiejar = types.SimpleNamespace(get_cookies_for_url=lambda url: [])

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False

    def get_info_extractor(self, name):
        return name

    def extract_info(self, url, download):
        page = {'id': 'x', 'extractor_key': 'Stub', 'title': 'Song', 'webpage_url': url, 'url': 'https://sound.example/x'}
        way = url.rsplit('/', 1)[-1]
        if way == 'hang':
            subprocess.Popen(['/bin/sleep', '60'])
            time.sleep(1000)
        elif way == 'garbage':
            print('{"id": 1, "ok": true}')
            sys.stdout.flush()
            os.write(1, b'garbage\n' * 1000)
        elif way == 'bomb':
            hoard = []
            while True:
                hoard.append(bytearray(1 << 24))
        elif way == 'long':
            page['title'] = 'x' * 900_000
            page['channel'] = 'ы' * 900_000
            page['http_headers'] = {'User-Agent': 'x' * 900_000}
        elif way == 'killed':
            os.kill(os.getpid(), signal.SIGSEGV)
        elif way == 'deep':
            def down():
                return down()
            down()
        elif way == 'picture':
            page['thumbnail'] = 'https://pictures.example/large.jpg'
        elif way == 'pictures':
            page['thumbnails'] = [{'url': 'https://pictures.example/s.jpg'}, {'url': 'https://pictures.example/l.jpg'}]
        elif way == 'file':
            page['title'] = open('/etc/passwd').read()
        return page


utils = types.SimpleNamespace(ExtractorError=ExtractorError)
version = types.SimpleNamespace(__version__='2026.10.26')
extractor = types.ModuleType('yt_dlp.extractor')
extractor.gen_extractor_classes = lambda: [types.SimpleNamespace(_VALID_URL=r'https?://(?:www\.)?stub\.example/(?P<id>.+)')]
sys.modules['yt_dlp.extractor'] = extractor

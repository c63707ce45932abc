!function(){var e={client_id:"0123456789abcdefghijklmnopqrstuv",env:"production"};window.__sc=e}();

/*
 * ENV-01, ENV-02, ENV-04, D16: a browser that is too old gets a page that says so, not a broken one. This file runs before everything else and in
 * every browser since Internet Explorer 8, so it is written in the JavaScript of 2009; a test holds it to that. Content security forbids inline scripts.
 */
/* eslint-disable @typescript-eslint/no-unused-vars -- the catch of 2009 needs a name */
(function (window, document) {
  'use strict';

  // The current version and the two before it when this was released: Chromium 156 was tried, Edge shares its engine and numbers, Firefox by its calendar.
  // A comma after the last element would be an element more to Internet Explorer 8.
  // prettier-ignore
  var supported = [
    { name: 'Chrome', mark: 'Chrome', from: 154, url: 'https://www.google.cn/chrome/' },
    { name: 'Edge', mark: 'Edg', from: 154, url: 'https://www.microsoft.com/edge' },
    { name: 'Firefox', mark: 'Firefox', from: 155, url: 'https://www.firefox.com/' }
  ];
  // The youngest things that the workbench cannot do without; a secure page is not among them, that has a page of its own.
  // prettier-ignore
  var needed = [
    ['RTCPeerConnection', window.RTCPeerConnection],
    ['WebSocket', window.WebSocket],
    ['structuredClone', window.structuredClone],
    ['Array.findLast', Array.prototype.findLast],
    ['Object.hasOwn', Object.hasOwn],
    ['TextDecoderStream', window.TextDecoderStream]
  ];
  var passKey = 'zuoxi.oldBrowser';

  function missing() {
    var names = [];
    for (var i = 0; i < needed.length; i++) if (!needed[i][1]) names.push(needed[i][0]);
    return names;
  }

  // Edge calls itself Chrome as well, so the last mark that fits counts.
  function known() {
    var found = null;
    for (var i = 0; i < supported.length; i++) {
      var version = new RegExp(supported[i].mark + '/(\\d+)').exec(window.navigator.userAgent);
      if (version) found = { name: supported[i].name, from: supported[i].from, version: Number(version[1]) };
    }
    return found;
  }

  function passed(version) {
    try {
      return window.localStorage.getItem(passKey) === version;
    } catch (ignored) {
      return false; // storage is switched off: it is asked each time
    }
  }

  function element(parent, tag, text, css) {
    var made = document.createElement(tag);
    made.appendChild(document.createTextNode(text));
    made.style.cssText = css || '';
    parent.appendChild(made);
    return made;
  }

  function refuse(root, browser, lacks) {
    root.id = 'old-browser'; // the workbench finds no place to draw in, and stays away
    root.style.cssText = 'max-width:560px;margin:64px auto;padding:0 16px;font:15px/1.7 sans-serif';
    element(root, 'h1', '请更新浏览器 · Please update your browser', 'font-size:22px;line-height:1.4');
    var names = [];
    for (var i = 0; i < supported.length; i++) names.push(supported[i].name + ' ' + supported[i].from);
    var yours = browser ? browser.name + ' ' + browser.version : '';
    element(root, 'p', '坐席工作台支持 ' + names.join('、') + ' 及更新版本。' + (yours ? '您正在使用 ' + yours + '。' : ''));
    element(root, 'p', 'The workbench supports ' + names.join(', ') + ' and later.' + (yours ? ' This is ' + yours + '.' : ''));
    if (lacks.length) element(root, 'p', '缺少 · Missing: ' + lacks.join(', '), 'color:#666');
    var list = element(root, 'p', '下载 · Download: ');
    for (var j = 0; j < supported.length; j++) {
      element(list, 'a', supported[j].name, 'margin-right:16px').href = supported[j].url;
    }
    if (lacks.length) return;
    var goOn = element(root, 'button', '仍要继续 · Continue anyway', 'font-size:14px;padding:6px 12px');
    goOn.onclick = function () {
      try {
        window.localStorage.setItem(passKey, yours);
        window.location.reload();
      } catch (ignored) {
        goOn.disabled = true; // what cannot be kept cannot be passed
      }
    };
  }

  var root = document.getElementById('root');
  var browser = known();
  var lacks = missing();
  var old = browser !== null && browser.version < browser.from && !passed(browser.name + ' ' + browser.version);
  if (root && (lacks.length || old)) refuse(root, browser, lacks);
})(window, document);
